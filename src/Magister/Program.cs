using Magister.Cli;
using Magister.Running;

return FileHandles.AreTooFew() ? ExitCode.Defect : await CommandLine.RunAsync(args);
