namespace Magister.Configuration;

/// <summary>The settings as they are now, for everyone outside the loop: replaced whole when the configuration is read again.</summary>
internal sealed class SettingsInUse(MagisterSettings first)
{
    private volatile MagisterSettings settings = first;

    public MagisterSettings Now
    {
        get => settings;
        set => settings = value;
    }
}
