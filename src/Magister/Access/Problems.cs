using System.Text.Json.Serialization;
using Magister.Configuration;

namespace Magister.Access;

/// <summary>Errors as <c>application/problem+json</c> (RFC 9457).</summary>
internal static class Problems
{
    public const string ContentType = "application/problem+json";

    /// <summary>The answer for a problem.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="title">The kind of problem: always the same text.</param>
    /// <param name="detail">What was given, and what to do. Shorten callers' texts in it with <see cref="GivenText"/>.</param>
    public static IResult Create(int status, string title, string detail) =>
        Results.Json(new Problem(title, status, detail), ProblemJson.Readable.Problem, ContentType, status);
}

/// <summary>The body of a problem's answer.</summary>
internal sealed record Problem(string Title, int Status, string Detail);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(Problem))]
internal sealed partial class ProblemJson : JsonSerializerContext
{
    public static ProblemJson Readable => field ??= new(ReadableJson.Create(Default));
}
