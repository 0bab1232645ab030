namespace Magister.Simulator.Market;

/// <summary>The query of a list call, as received.</summary>
/// <param name="Limit">Instances per page: 25 if omitted, 5 if 0 or less.</param>
/// <param name="AfterToken">The <c>next_token</c> of the previous page.</param>
/// <param name="OrderBy">JSON, such as <c>[{"col":"id","dir":"asc"}]</c>.</param>
/// <param name="SelectCols">JSON list of columns, <c>["*"]</c> for all.</param>
/// <param name="SelectFilters">JSON, such as <c>{"label":{"eq":"magister"}}</c>.</param>
public sealed record ListRequest(
    string? Limit = null,
    string? AfterToken = null,
    string? OrderBy = null,
    string? SelectCols = null,
    string? SelectFilters = null);
