using System.Collections.Immutable;

namespace Magister.Configuration;

/// <summary>Where the configuration comes from, for reading it again.</summary>
/// <param name="Read">Reads files and variables as they are now.</param>
/// <param name="Files">The files; they need not exist.</param>
internal sealed record ConfigurationSource(Func<ConfigurationOutcome> Read, ImmutableArray<string> Files);
