using Magister.Browser.Tests.Pictures;
using Magister.Browser.Tests.Support;

namespace Magister.Browser.Tests;

/// <summary>The program behind <c>make screenshots</c>.</summary>
internal static class Program
{
    public static async Task<int> Main(string[] arguments)
    {
        if (arguments is not [var folder])
        {
            await Console.Error.WriteLineAsync("One argument is wanted: the folder for the pictures.");
            return 2;
        }

        if (Chromium.Program is null)
        {
            await Console.Error.WriteLineAsync($"The pictures cannot be made: {new BrowserFactAttribute().Skip}");
            return 1;
        }

        await Photographer.ShootAsync(Directory.CreateDirectory(folder).FullName);
        return 0;
    }
}
