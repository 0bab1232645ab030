using Magister.Fleet;
using Magister.Vast;

namespace Magister.Configuration;

/// <summary>Everything that is configured, checked and immutable.</summary>
internal sealed record MagisterSettings
{
    /// <summary>The port that is listened on, 1 to 65535.</summary>
    public required int HttpPort { get; init; }

    /// <summary>What the fleet is to be.</summary>
    public required FleetSettings Fleet { get; init; }

    /// <summary>Who may ask for what, and where.</summary>
    public required AccessSettings Access { get; init; }

    /// <summary>Who is told of trouble; null where nobody is.</summary>
    public NotificationSettings? Notifications { get; init; }

    /// <summary>How Vast is reached.</summary>
    public required VastSettings Vast { get; init; }

    /// <summary>Where the journal is.</summary>
    public required string StateDirectory { get; init; }

    /// <summary>The most that the kept logs of failed instances take, MiB; 0 where none are kept.</summary>
    public required int EvidenceMib { get; init; }

    /// <summary>Whether the configuration is read again when its files change.</summary>
    public bool WatchesConfiguration { get; init; }

    /// <summary>How logs are written.</summary>
    public required LogSettings Log { get; init; }

    /// <summary>What each of them was read as.</summary>
    public required SettingValues Values { get; init; }

    /// <summary>Texts that no log line may show, whatever happens.</summary>
    public required SecretTexts Secrets { get; init; }
}

/// <summary>How logs are written.</summary>
/// <param name="Level">The least level that is written.</param>
/// <param name="AsJson">One JSON object a line instead of text.</param>
internal sealed record LogSettings(LogLevel Level, bool AsJson);
