using Magister.Cli;

return await CommandLine.RunAsync(args);
