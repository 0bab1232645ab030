using Magister.Vast;

namespace Magister.Ordinary;

/// <summary>The settings for Vast unless a test specifies otherwise: the configuration's defaults.</summary>
internal static class OrdinaryVast
{
    /// <param name="address">Null if nothing needs to be reached.</param>
    public static VastSettings Settings(Uri? address = null) => new()
    {
        BaseUrl = address ?? new Uri("http://127.0.0.1:9"),
        ApiKey = "key",
        HttpTimeout = TimeSpan.FromSeconds(30),
        FirstBackoff = TimeSpan.FromSeconds(10),
        CreateGap = TimeSpan.FromSeconds(4.5),
        DestroyGap = TimeSpan.FromSeconds(3),
        ListGap = TimeSpan.FromSeconds(1),
        SearchGap = TimeSpan.FromSeconds(6),
        LabelGap = TimeSpan.FromSeconds(1),
        LogsGap = TimeSpan.FromSeconds(2),
        AccountGap = TimeSpan.FromSeconds(2),
    };

    /// <summary>The same without gaps between calls.</summary>
    public static VastSettings WithoutGaps(this VastSettings settings) =>
        settings with { CreateGap = TimeSpan.Zero, DestroyGap = TimeSpan.Zero, ListGap = TimeSpan.Zero, SearchGap = TimeSpan.Zero, LabelGap = TimeSpan.Zero, LogsGap = TimeSpan.Zero, AccountGap = TimeSpan.Zero };
}
