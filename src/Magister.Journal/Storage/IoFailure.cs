using System.Runtime.InteropServices;

namespace Magister.Journal.Storage;

/// <summary>Describes why the operating system refused a call.</summary>
internal static class IoFailure
{
    private const int LargestCode = 4095;
    private const int WouldBlockOnLinux = 11;
    private const int WouldBlockOnMac = 35;
    private const int SharingViolationOnWindows = unchecked((int)0x80070020);

    /// <summary>The exceptions that represent failures of the disk, as opposed to defects.</summary>
    public static bool Is(Exception exception) => exception is IOException or UnauthorizedAccessException;

    public static bool IsHeldByAnother(IOException failure) =>
        failure.HResult is WouldBlockOnLinux or WouldBlockOnMac or SharingViolationOnWindows;

    // Not simply the exception's message: in a trimmed program the framework's messages can be bare resource keys.
    public static string Text(Exception failure)
    {
        var code = failure is UnauthorizedAccessException { InnerException: { } inner } ? inner.HResult : failure.HResult;
        if (code is > 0 and <= LargestCode) return Marshal.GetPInvokeErrorMessage(code);
        return failure switch
        {
            UnauthorizedAccessException => "Permission denied",
            DirectoryNotFoundException or FileNotFoundException => "No such file or directory",
            PathTooLongException => "File name too long",
            _ => failure.Message,
        };
    }
}
