using Magister.Access;

namespace Magister.Endpoints.Answers;

/// <summary>Which part of a long list is requested.</summary>
/// <param name="Limit">How many at most.</param>
/// <param name="After">Those with a higher id than this.</param>
internal sealed record PageQuery(int Limit, long After)
{
    public const int MaxLimit = 10_000;

    /// <returns>The page, or what is wrong with the query.</returns>
    public static (PageQuery? Page, IResult? Problem) Read(string? limit, string? after)
    {
        var (number, id) = ((long)MaxLimit, 0L);
        if (limit is not null && !QueryNumber.TryRead(limit, 1, MaxLimit, out number))
        {
            return (null, Wrong("limit", limit, $"a number from 1 to {MaxLimit}"));
        }

        if (after is not null && !QueryNumber.TryRead(after, 0, long.MaxValue, out id))
        {
            return (null, Wrong("after", after, "the instance id that the page before ended with"));
        }

        return (new PageQuery((int)number, id), null);
    }

    private static IResult Wrong(string name, string given, string wanted) =>
        Problems.Create(400, "The query is wrong", $"{name} is '{GivenText.Shortened(given)}'; it must be {wanted}");
}
