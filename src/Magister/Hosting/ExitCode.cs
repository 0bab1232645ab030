namespace Magister.Hosting;

/// <summary>What the program's end tells whoever started it.</summary>
internal static class ExitCode
{
    public const int EndedAsAsked = 0;
    public const int Defect = 1;
    public const int Configuration = 2;
    public const int KeyRefused = 3;
    public const int NothingToRent = 4;
    public const int PortTaken = 5;
    public const int StateUnusable = 6;
}
