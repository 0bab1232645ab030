using System.Globalization;
using Magister.Fleet.Market;
using Magister.Vast;

namespace Magister.Configuration;

/// <summary>How Vast is reached and what is searched for there.</summary>
internal static class VastReading
{
    public static VastSettings Read(SettingsReader reader, SecretSettings secrets) => new()
    {
        BaseUrl = BaseUrl(reader),
        ApiKey = secrets.ApiKey,
        Secrets = secrets.Texts.All,
        HttpTimeout = reader.Seconds(SettingKeys.VastHttpTimeout),
        FirstBackoff = reader.Seconds(SettingKeys.VastApiCallBackoff),
        CreateGap = reader.Seconds(SettingKeys.CreateGap),
        DestroyGap = reader.Seconds(SettingKeys.DestroyGap),
        ListGap = reader.Seconds(SettingKeys.ListGap),
        SearchGap = reader.Seconds(SettingKeys.SearchGap),
        LabelGap = reader.Seconds(SettingKeys.LabelGap),
        LogsGap = reader.Seconds(SettingKeys.LogsGap),
        AccountGap = reader.Seconds(SettingKeys.AccountGap),
    };

    public static OfferQuery Query(SettingsReader reader)
    {
        var disk = reader.Number(SettingKeys.DiskSpace) ?? 0;
        var allocated = reader.Number(SettingKeys.AllocatedStorage);
        if (allocated < disk)
        {
            reader.Warn($"{SettingKeys.AllocatedStorage.Names} is {allocated} GB, below disk_space, {disk} GB: the price that offers show is for the smaller disk, the instance will cost more");
        }

        var most = reader.Number(SettingKeys.CostPerHour) ?? 0;
        return new OfferQuery
        {
            GpuNames = reader.Texts(SettingKeys.GpuName),
            CostPerHour = most,
            DiskSpace = disk,
            AllocatedStorage = allocated ?? disk,
            Reliability = reader.Number(SettingKeys.Reliability),
            MinCudaVersion = CudaVersion(reader),
            GpuRam = reader.Number(SettingKeys.GpuRam),
            Duration = reader.Number(SettingKeys.Duration) is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            Order = Enum.TryParse<OfferOrder>(reader.Word(SettingKeys.OfferOrder, ["score", "price", "value"]), ignoreCase: true, out var order) ? order : OfferOrder.Score,
            Bidding = Bidding(reader, most),
            Further = FilterReading.Read(reader),
        };
    }

    private static Bidding? Bidding(SettingsReader reader, double most)
    {
        var isInterruptible = reader.Word(SettingKeys.RentType, [Fleet.Market.Bidding.OnDemand, Fleet.Market.Bidding.Interruptible]) is Fleet.Market.Bidding.Interruptible;
        var bid = reader.Number(SettingKeys.BidPerHour);
        if (!isInterruptible && bid is not null) reader.Warn($"{SettingKeys.BidPerHour.Names}: nothing is bid, since {SettingKeys.RentType.Names} is on-demand");
        if (isInterruptible && most > 0 && bid > most)
        {
            reader.Reject($"{SettingKeys.BidPerHour.Names} is {bid}, above {SettingKeys.CostPerHour.Names}, {most}: nothing could be rented; lower the one or raise the other");
        }

        return isInterruptible ? new Bidding(bid) : null;
    }

    private static Uri BaseUrl(SettingsReader reader)
    {
        var key = SettingKeys.VastBaseUrl;
        var text = reader.Text(key)!.Trim();
        if (Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri is { Scheme: "http" or "https", Query: "", Fragment: "", UserInfo: "" }) return uri;
        reader.Reject(key, text, key.Path);
        return new Uri(key.Default!);
    }

    private static string? CudaVersion(SettingsReader reader)
    {
        var key = SettingKeys.MinCudaVersion;
        if (reader.Text(key)?.Trim() is not { } text) return null;
        if (text.Length <= 8 && text.All(character => char.IsAsciiDigit(character) || character is '.')
            && double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _)) return text;
        reader.Reject(key, text, key.Path);
        return null;
    }
}
