using Magister.Configuration;

namespace Magister.Reloading;

/// <summary>Registers the parts of this folder.</summary>
internal static class ReloadRegistration
{
    public static void AddReloading(this IServiceCollection services, ConfigurationSource source, bool watchesFiles)
    {
        services.AddSingleton(source);
        services.AddSingleton<Reloader>();
        services.AddHostedService<HangUp>();
        if (watchesFiles) services.AddHostedService<ConfigurationWatch>();
    }
}
