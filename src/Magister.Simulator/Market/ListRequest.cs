namespace Magister.Simulator.Market;

/// <summary>The query of a list call, as it came.</summary>
/// <param name="Limit">Instances a page: 25 when left out, 5 when 0 or less.</param>
/// <param name="AfterToken">The <c>next_token</c> of the page before.</param>
/// <param name="OrderBy">JSON, such as <c>[{"col":"id","dir":"asc"}]</c>.</param>
/// <param name="SelectCols">JSON list of columns, <c>["*"]</c> for all.</param>
/// <param name="SelectFilters">JSON, such as <c>{"label":{"eq":"magister"}}</c>.</param>
public sealed record ListRequest(
    string? Limit = null,
    string? AfterToken = null,
    string? OrderBy = null,
    string? SelectCols = null,
    string? SelectFilters = null);
