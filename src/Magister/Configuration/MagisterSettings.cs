using Magister.Fleet;
using Magister.Vast;

namespace Magister.Configuration;

/// <summary>The whole configuration, validated and immutable.</summary>
internal sealed record MagisterSettings
{
    /// <summary>The port to listen on, 1 to 65535.</summary>
    public required int HttpPort { get; init; }

    /// <summary>The desired fleet.</summary>
    public required FleetSettings Fleet { get; init; }

    /// <summary>Who may call what, and where.</summary>
    public required AccessSettings Access { get; init; }

    /// <summary>Where notifications are sent; null for nowhere.</summary>
    public NotificationSettings? Notifications { get; init; }

    /// <summary>How Vast is reached.</summary>
    public required VastSettings Vast { get; init; }

    /// <summary>Where the journal is, unless it is <see cref="Shared"/>.</summary>
    public required string StateDirectory { get; init; }

    /// <summary>The database that several Magisters share; null if this one is alone.</summary>
    public SharedSettings? Shared { get; init; }

    /// <summary>The most space for logs of failed instances, MiB; 0 to keep none.</summary>
    public required int EvidenceMib { get; init; }

    /// <summary>Whether the configuration is reloaded when its files change.</summary>
    public bool WatchesConfiguration { get; init; }

    /// <summary>How logs are written.</summary>
    public required LogSettings Log { get; init; }

    /// <summary>The values as read.</summary>
    public required SettingValues Values { get; init; }

    /// <summary>Texts that no log line may ever show.</summary>
    public required SecretTexts Secrets { get; init; }
}

/// <summary>How logs are written.</summary>
/// <param name="Level">The lowest level that is written.</param>
/// <param name="AsJson">One JSON object per line instead of text.</param>
internal sealed record LogSettings(LogLevel Level, bool AsJson);
