namespace Magister.Fleet.Market;

/// <summary>What Vast knows of a template (<c>search_templates.yaml</c>).</summary>
/// <param name="Exists">Whether the account can use it.</param>
/// <param name="Name">Its name.</param>
/// <param name="Image">The image that its instances run.</param>
public sealed record TemplateStanding(bool Exists, string? Name, string? Image);
