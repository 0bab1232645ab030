using System.Security.Cryptography;
using Magister.Tests.EndToEnd;

namespace Magister.Tests.Cli;

/// <summary>A state directory to the last byte: names, modification times and contents.</summary>
internal static class StateFiles
{
    public static string[] Of(World world) =>
    [
        .. new DirectoryInfo(world.StateDirectory).EnumerateFiles("*", SearchOption.AllDirectories)
            .OrderBy(file => file.FullName, StringComparer.Ordinal)
            .Select(file => $"{file.Name} {file.LastWriteTimeUtc:O} {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file.FullName)))}"),
    ];
}
