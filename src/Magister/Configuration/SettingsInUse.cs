namespace Magister.Configuration;

/// <summary>The present settings, for everything outside the loop: replaced as a whole when the configuration is read again.</summary>
internal sealed class SettingsInUse(MagisterSettings first)
{
    private volatile MagisterSettings settings = first;

    public MagisterSettings Now
    {
        get => settings;
        set => settings = value;
    }
}
