using System.Text.Json.Nodes;

namespace Magister.Simulator.Market;

/// <summary>What a create call asks for.</summary>
internal sealed record RentRequest
{
    private const int OnstartLength = 4048;
    private const int ArgumentsLength = 4096;
    private const int LabelLength = 256;
    private const int ImageLength = 1024;
    private const double MinDisk = 8;

    public required string? Label { get; init; }
    public required string? Onstart { get; init; }
    public required string? Image { get; init; }
    public required string? TemplateHash { get; init; }
    public required string? ArgumentsText { get; init; }
    public required string Runtype { get; init; }
    public required double Disk { get; init; }
    public required double? Bid { get; init; }
    public required bool Stopped { get; init; }
    public required string Json { get; init; }
    public required string? DropEndpoint { get; init; }

    public static RentRequest Read(JsonObject body) => new()
    {
        Label = JsonText.Text(body["label"]),
        Onstart = JsonText.Text(body["onstart"]),
        Image = JsonText.Text(body["image"]),
        TemplateHash = JsonText.Text(body["template_hash_id"]),
        ArgumentsText = JsonText.Text(body["args_str"]),
        Runtype = JsonText.Text(body["runtype"]) ?? "ssh",
        Disk = JsonText.NumberOrNull(body["disk"]) ?? MinDisk,
        Bid = JsonText.NumberOrNull(body["price"]),
        Stopped = JsonText.Text(body["target_state"]) == "stopped",
        Json = body.ToJsonString(),
        DropEndpoint = OnstartText.DropEndpoint(JsonText.Text(body["onstart"])),
    };

    /// <summary>The request with another body's settings of the container.</summary>
    public RentRequest With(JsonObject body)
    {
        var whole = JsonNode.Parse(Json)!.AsObject();
        foreach (var name in new[] { "image", "template_hash_id", "onstart", "args", "env" })
        {
            if (body[name] is { } given) whole[name] = given.DeepClone();
        }

        return Read(whole);
    }

    /// <summary>The error that Vast answers, or null if nothing is wrong with the request itself.</summary>
    public (string Error, string Message)? Problem(Offer offer)
    {
        if (Image is null && TemplateHash is null) return ("invalid_args", "error 400/3471: Invalid args: 'image' is required");
        if (Bid is < 0.001 or > 128) return ("invalid_price", "error 400/3490: Invalid price: 0.001 to 128.0");
        return TooLong(Onstart, OnstartLength, "onstart")
            ?? TooLong(Onstart + ArgumentsText, ArgumentsLength, "args")
            ?? TooLong(Label, LabelLength, "label")
            ?? TooLong(Image, ImageLength, "image")
            ?? WrongDisk(offer);
    }

    private static (string Error, string Message)? TooLong(string? text, int most, string name) => text?.Length > most
        ? ("invalid_args", $"error 400/3480: Invalid args: '{name}' is {text.Length} characters, at most {most} are allowed")
        : null;

    private (string Error, string Message)? WrongDisk(Offer offer) => Disk switch
    {
        < MinDisk => ("invalid_args", $"error 400/3482: Invalid args: 'disk' must be at least {MinDisk} GB"),
        _ when Disk > offer.DiskGigabytes => ("invalid_args", "error 400/3483: Invalid args: 'disk' is larger than the offer's"),
        _ => null,
    };
}
