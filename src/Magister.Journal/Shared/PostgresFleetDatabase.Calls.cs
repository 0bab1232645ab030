using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Npgsql;

namespace Magister.Journal.Shared;

public sealed partial class PostgresFleetDatabase
{
    /// <inheritdoc/>
    public FleetLook Look(long after) => Read(
        """
        SELECT c.epoch, c.leader, c.leader_address, c.leader_sequence, c.led_since, greatest(c.lease_until - now(), interval '0'), c.last_sequence,
            c.snapshot_sequence, c.header, c.configuration,
            ARRAY(SELECT f.line FROM magister_fact f WHERE f.fleet = c.fleet AND f.snapshot = c.snapshot_sequence
                AND f.sequence > CASE WHEN $2 < c.snapshot_sequence THEN -1 ELSE $2 END ORDER BY f.sequence)
        FROM magister_fleet c WHERE c.fleet = $1
        """,
        row => new FleetLook(
            row.GetInt64(0),
            row.IsDBNull(1) ? null : new FleetMember(row.GetString(1), row.GetString(2), row.GetInt64(3)),
            row.IsDBNull(4) ? null : row.GetFieldValue<DateTimeOffset>(4),
            row.IsDBNull(5) ? TimeSpan.Zero : row.GetTimeSpan(5),
            row.GetInt64(6),
            row.GetInt64(7),
            row.IsDBNull(8) ? null : row.GetString(8),
            row.IsDBNull(9) ? null : row.GetString(9),
            after < row.GetInt64(7),
            ImmutableCollectionsMarshal.AsImmutableArray(row.GetFieldValue<string[]>(10))),
        fleet, after) is [var look] ? look : throw Missing();

    /// <inheritdoc/>
    public long? TryLead(FleetMember candidate, long epochSeen, TimeSpan lease)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        return Read(
            """
            UPDATE magister_fleet SET epoch = epoch + 1, leader = $2, leader_address = $3, leader_sequence = $4, led_since = now(), lease_until = now() + $5
            WHERE fleet = $1 AND epoch = $6 AND (lease_until IS NULL OR lease_until <= now()) RETURNING epoch
            """,
            row => row.GetInt64(0),
            fleet, candidate.Name, candidate.Address, candidate.Sequence, lease, epochSeen) is [var epoch] ? epoch : null;
    }

    /// <inheritdoc/>
    public bool Renew(long epoch, TimeSpan lease) =>
        Change("UPDATE magister_fleet SET lease_until = now() + $3 WHERE fleet = $1 AND epoch = $2", fleet, epoch, lease);

    /// <inheritdoc/>
    public void Resign(long epoch) => Change("UPDATE magister_fleet SET lease_until = NULL WHERE fleet = $1 AND epoch = $2", fleet, epoch);

    /// <inheritdoc/>
    public bool Agree(long epoch, string configuration) =>
        Change("UPDATE magister_fleet SET configuration = $3 WHERE fleet = $1 AND epoch = $2", fleet, epoch, configuration);

    /// <inheritdoc/>
    public AppendResult Append(long epoch, long after, IReadOnlyList<string> lines, IReadOnlyList<WordAnswer> answers)
    {
        ArgumentNullException.ThrowIfNull(lines);
        ArgumentNullException.ThrowIfNull(answers);
        var isDone = Read(
            """
            WITH led AS (
                UPDATE magister_fleet SET last_sequence = $3 + $4 WHERE fleet = $1 AND epoch = $2 AND last_sequence = $3
                RETURNING fleet, snapshot_sequence),
            added AS (
                INSERT INTO magister_fact (fleet, snapshot, sequence, line)
                SELECT led.fleet, led.snapshot_sequence, $3 + l.n, l.line FROM led, unnest($5) WITH ORDINALITY AS l (line, n)),
            answered AS (
                UPDATE magister_word w SET answer = a.answer, answered_at = now()
                FROM led, unnest($6, $7) AS a (id, answer) WHERE w.fleet = led.fleet AND w.id = a.id AND w.answer IS NULL)
            SELECT fleet FROM led
            """,
            row => row.GetString(0),
            fleet, epoch, after, (long)lines.Count, lines.ToArray(), answers.Select(answer => answer.Id).ToArray(), answers.Select(answer => answer.Text).ToArray())
            is [_];
        return isDone ? AppendResult.Done : Standing().Epoch == epoch ? AppendResult.OutOfTurn : AppendResult.Deposed;
    }

    /// <inheritdoc/>
    public AppendResult Compact(long epoch, long upTo, string header, IReadOnlyList<string> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        var isDone = Read(
            """
            WITH led AS (
                UPDATE magister_fleet SET snapshot_sequence = $3, header = $4
                WHERE fleet = $1 AND epoch = $2 AND last_sequence = $3 AND snapshot_sequence < $3 RETURNING fleet),
            added AS (
                INSERT INTO magister_fact (fleet, snapshot, sequence, line)
                SELECT led.fleet, $3, $3 - $5 + l.n, l.line FROM led, unnest($6) WITH ORDINALITY AS l (line, n))
            SELECT fleet FROM led
            """,
            row => row.GetString(0),
            fleet, epoch, upTo, header, (long)lines.Count, lines.ToArray())
            is [_];
        if (!isDone)
        {
            // It was already done if an answer was lost.
            var standing = Standing();
            return standing.Epoch != epoch ? AppendResult.Deposed
                : standing == (epoch, upTo, upTo) ? AppendResult.Done
                : AppendResult.OutOfTurn;
        }

        Change("DELETE FROM magister_fact f USING magister_fleet c WHERE c.fleet = $1 AND f.fleet = $1 AND f.snapshot < c.snapshot_sequence", fleet);
        return AppendResult.Done;
    }

    /// <inheritdoc/>
    public ImmutableArray<long> Put(IReadOnlyList<string> words)
    {
        ArgumentNullException.ThrowIfNull(words);
        return Read(
            "INSERT INTO magister_word (fleet, word) SELECT $1, w.word FROM unnest($2) WITH ORDINALITY AS w (word, n) ORDER BY w.n RETURNING id",
            row => row.GetInt64(0),
            fleet, words.ToArray()).Sort();
    }

    /// <inheritdoc/>
    public ImmutableArray<Word> Words(int atMost) => Read(
        "SELECT id, word FROM magister_word WHERE fleet = $1 AND answer IS NULL ORDER BY id LIMIT $2",
        row => new Word(row.GetInt64(0), row.GetString(1)),
        fleet, (long)atMost);

    /// <inheritdoc/>
    public ImmutableArray<WordAnswer> Answers(IReadOnlyList<long> ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        return Read(
            "SELECT id, answer FROM magister_word WHERE fleet = $1 AND id = ANY ($2) AND answer IS NOT NULL ORDER BY id",
            row => new WordAnswer(row.GetInt64(0), row.GetString(1)),
            fleet, ids.ToArray());
    }

    /// <inheritdoc/>
    public ImmutableArray<FleetMember> Attend(FleetMember member, TimeSpan within)
    {
        ArgumentNullException.ThrowIfNull(member);
        return Read(
            """
            WITH forgotten AS (
                DELETE FROM magister_word WHERE fleet = $1 AND answered_at < now() - interval '1 minute'),
            left_long_ago AS (
                DELETE FROM magister_member WHERE fleet = $1 AND name <> $2 AND seen < now() - interval '1 day'),
            here AS (
                INSERT INTO magister_member (fleet, name, address, sequence, seen) VALUES ($1, $2, $3, $4, now())
                ON CONFLICT (fleet, name) DO UPDATE SET address = excluded.address, sequence = excluded.sequence, seen = excluded.seen)
            SELECT name, address, sequence FROM magister_member
            WHERE fleet = $1 AND name <> $2 AND seen >= now() - $5 ORDER BY name
            """,
            row => new FleetMember(row.GetString(0), row.GetString(1), row.GetInt64(2)),
            fleet, member.Name, member.Address, member.Sequence, within);
    }

    // Read after a refused change, since that may have waited for somebody else's.
    private (long Epoch, long Last, long Snapshot) Standing() => Read(
        "SELECT epoch, last_sequence, snapshot_sequence FROM magister_fleet WHERE fleet = $1",
        row => (row.GetInt64(0), row.GetInt64(1), row.GetInt64(2)),
        fleet) is [var standing] ? standing : throw Missing();

    private FleetDatabaseException Missing() => new($"the fleet {fleet} is not in it any more");

    private bool Change(string statement, params ReadOnlySpan<object> parameters)
    {
        using var command = Command(statement, parameters);
        return session.Call(connection =>
        {
            command.Connection = connection;
            return command.ExecuteNonQuery() > 0;
        });
    }

    private ImmutableArray<T> Read<T>(string statement, Func<NpgsqlDataReader, T> read, params ReadOnlySpan<object> parameters)
    {
        using var command = Command(statement, parameters);
        return session.Call(connection =>
        {
            command.Connection = connection;
            using var rows = command.ExecuteReader();
            var result = ImmutableArray.CreateBuilder<T>();
            while (rows.Read()) result.Add(read(rows));
            return result.DrainToImmutable();
        });
    }

    private static NpgsqlCommand Command(string statement, ReadOnlySpan<object> parameters)
    {
        var command = new NpgsqlCommand(statement);
        foreach (var value in parameters) command.Parameters.Add(new NpgsqlParameter { Value = value });
        return command;
    }
}
