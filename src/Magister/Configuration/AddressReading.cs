namespace Magister.Configuration;

/// <summary>Where this Magister and Hierophant are reached.</summary>
internal static class AddressReading
{
    /// <summary>The address with its port and without a trailing slash; empty if it is invalid.</summary>
    public static string MagisterAddress(SettingsReader reader, int port)
    {
        if (reader.Text(SettingKeys.ThisMagisterAddr) is not { } given) return "";
        var address = given.Trim().TrimEnd('/');
        if (Objection(address) is { } objection)
        {
            reader.Reject(SettingKeys.ThisMagisterAddr, given, SettingKeys.ThisMagisterAddr.Path, objection);
            return "";
        }

        return HasPort(address) ? address : $"{address}:{port}";
    }

    /// <summary>The address of Hierophant's web socket.</summary>
    public static string HierophantAddress(SettingsReader reader)
    {
        var port = reader.Integer(SettingKeys.HierophantHttpPort);
        if (reader.Text(SettingKeys.HierophantIp)?.Trim() is not { } host) return "";
        var kind = Uri.CheckHostName(host.Trim('[', ']'));
        if (kind is UriHostNameType.Unknown) reader.Reject(SettingKeys.HierophantIp, host, SettingKeys.HierophantIp.Path);
        var bracketed = kind is UriHostNameType.IPv6 ? $"[{host.Trim('[', ']')}]" : host;
        return $"ws://{bracketed}:{port}/ws";
    }

    private static string? Objection(string address)
    {
        if (address.Contains("drop", StringComparison.Ordinal)) return "a Contemplant would turn the word drop in it into verify";
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https")) return "it must begin with http:// or https://";
        if (uri.Host.Length == 0 || Uri.CheckHostName(uri.Host.Trim('[', ']')) is UriHostNameType.Unknown) return "it has no host";
        if (uri.AbsolutePath is not "/" || uri.Query.Length > 0 || uri.Fragment.Length > 0) return "nothing may follow the host and port";
        if (uri.UserInfo.Length > 0) return "it must not carry a user name";
        return address.Any(character => char.IsWhiteSpace(character) || char.IsControl(character)) ? "it has spaces in it" : null;
    }

    // Not Uri.IsDefaultPort: an explicit port counts, even if it is the scheme's default.
    private static bool HasPort(string address)
    {
        var authority = address[(address.IndexOf("://", StringComparison.Ordinal) + 3)..];
        return authority.LastIndexOf(':') > authority.LastIndexOf(']');
    }
}
