using Magister.Configuration;

namespace Magister.Reloading;

/// <summary>Puts the parts of this folder in place.</summary>
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
