namespace Magister.Fleet;

/// <summary>Figures on the rents of one machine or several. Decimal, so that sums stay exact when they are written and read.</summary>
public sealed record MachineFigures
{
    public static readonly MachineFigures None = new();

    /// <summary>Rents that Vast accepted.</summary>
    public decimal Rents { get; init; }

    /// <summary>Of these, how many worked.</summary>
    public decimal Worked { get; init; }

    /// <summary>Of these, how many failed before they worked.</summary>
    public decimal Failed { get; init; }

    /// <summary>How many of those that worked ended by a fault of their own, drops included.</summary>
    public decimal Lost { get; init; }

    /// <summary>How many were dropped.</summary>
    public decimal Drops { get; init; }

    /// <summary>How many ran, whether or not they came to work.</summary>
    public decimal Ran { get; init; }

    /// <summary>Hours from rent to running, for all that ran: provisioning, and pulling the image.</summary>
    public decimal LoadHours { get; init; }

    /// <summary>Hours from rent to work, for all that worked.</summary>
    public decimal BootHours { get; init; }

    /// <summary>Hours worked.</summary>
    public decimal Hours { get; init; }

    /// <summary>Their cost in USD, by Magister's own count.</summary>
    public decimal Usd { get; init; }

    /// <summary>Proofs completed, as far as Hierophant's lists were read.</summary>
    public decimal Proofs { get; init; }

    /// <summary>Mean seconds from a rent to work; null if none worked.</summary>
    public double? MeanBootSecs => Worked > 0 ? (double)(BootHours / Worked) * 3600 : null;

    /// <summary>Mean seconds from a rent until it ran; null if none did.</summary>
    public double? MeanLoadSecs => Ran > 0 ? (double)(LoadHours / Ran) * 3600 : null;

    /// <summary>All figures, multiplied by a factor.</summary>
    internal MachineFigures Times(decimal factor) => factor == 1 ? this : new MachineFigures
    {
        Rents = Rents * factor,
        Worked = Worked * factor,
        Failed = Failed * factor,
        Lost = Lost * factor,
        Drops = Drops * factor,
        Ran = Ran * factor,
        LoadHours = LoadHours * factor,
        BootHours = BootHours * factor,
        Hours = Hours * factor,
        Usd = Usd * factor,
        Proofs = Proofs * factor,
    };

    /// <summary>The sum of both, rounded as it is written, and never below zero.</summary>
    internal MachineFigures Plus(MachineFigures more) => new()
    {
        Rents = Sum(Rents, more.Rents),
        Worked = Sum(Worked, more.Worked),
        Failed = Sum(Failed, more.Failed),
        Lost = Sum(Lost, more.Lost),
        Drops = Sum(Drops, more.Drops),
        Ran = Sum(Ran, more.Ran),
        LoadHours = Sum(LoadHours, more.LoadHours),
        BootHours = Sum(BootHours, more.BootHours),
        Hours = Sum(Hours, more.Hours),
        Usd = Sum(Usd, more.Usd),
        Proofs = Sum(Proofs, more.Proofs),
    };

    private static decimal Sum(decimal one, decimal other) => Math.Max(0, Math.Round(one + other, 4));
}
