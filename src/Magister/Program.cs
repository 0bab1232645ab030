using Magister.Cli;
using Magister.Hosting;
using Magister.Running;

return FileHandles.AreTooFew() ? ExitCode.Defect : await CommandLine.RunAsync(args);
