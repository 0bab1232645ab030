namespace Magister.Telemetry;

/// <summary>
/// Lines that the daemon logs about its own actions. Ids are stable, in blocks by topic: 1000 rents, 1100 callers, 1200 destroys,
/// 1300 observations, 1400 notices, 1500 the journal, 1600 start and end. A class has all its lines in one file: the framework's generator
/// writes those of several files in any order, and builds would not be reproducible.
/// </summary>
internal static partial class Log
{
    [LoggerMessage(1000, LogLevel.Information, "Renting offer {Offer}: {Hardware}")]
    public static partial void RentIntended(ILogger log, long offer, HardwareText hardware);

    [LoggerMessage(1001, LogLevel.Information, "Rented offer {Offer} as instance {Instance}, to be verified by {VerifyBy:HH:mm:ss}: {Hardware}")]
    public static partial void Rented(ILogger log, long offer, long instance, DateTimeOffset verifyBy, HardwareText hardware);

    [LoggerMessage(1002, LogLevel.Information, "Found instance {Instance} of the uncertain rent of offer {Offer}: {Hardware}")]
    public static partial void RentFound(ILogger log, long offer, long instance, HardwareText hardware);

    [LoggerMessage(1003, LogLevel.Warning, "Vast refused offer {Offer}: {Reason}; {Hardware}")]
    public static partial void RentRefused(ILogger log, long offer, string reason, HardwareText hardware);

    [LoggerMessage(1004, LogLevel.Warning, "The rent of offer {Offer} is uncertain ({Reason}); it counts as alive until a list settles it: {Hardware}")]
    public static partial void RentUncertain(ILogger log, long offer, string reason, HardwareText hardware);

    [LoggerMessage(1005, LogLevel.Information, "The uncertain rent of offer {Offer} never happened: no complete list shows it; {Hardware}")]
    public static partial void RentNeverHappened(ILogger log, long offer, HardwareText hardware);

    [LoggerMessage(1006, LogLevel.Warning, "The rent of offer {Offer} was not sent to Vast: {Reason}; {Hardware}")]
    public static partial void RentNotSent(ILogger log, long offer, string reason, HardwareText hardware);

    [LoggerMessage(1100, LogLevel.Information, "Verified instance {Instance} of offer {Offer}: {Hardware}")]
    public static partial void Verified(ILogger log, long instance, long offer, HardwareText hardware);

    [LoggerMessage(1101, LogLevel.Information, "Verified offer {Offer} before its rent was answered: {Hardware}")]
    public static partial void VerifiedEarly(ILogger log, long offer, HardwareText hardware);

    [LoggerMessage(1102, LogLevel.Information, "Drop of instance {Instance} of offer {Offer} requested{By}: {Reason}; {Hardware}")]
    public static partial void DropRequested(ILogger log, long instance, long offer, string by, string reason, HardwareText hardware);

    [LoggerMessage(1103, LogLevel.Information, "Drop of offer {Offer} requested{By} before its rent was answered: {Reason}; {Hardware}")]
    public static partial void DropRequestedEarly(ILogger log, long offer, string by, string reason, HardwareText hardware);

    [LoggerMessage(1104, LogLevel.Warning, "A Contemplant verified offer {Offer}, which is unknown; answered 200")]
    public static partial void VerifyOfUnknown(ILogger log, long offer);

    [LoggerMessage(1105, LogLevel.Warning, "A drop of offer {Offer}, which is unknown, was refused")]
    public static partial void DropOfUnknown(ILogger log, long offer);

    [LoggerMessage(1106, LogLevel.Warning, "A Contemplant verified offer {Offer}, a number too large for an id; answered 200")]
    public static partial void VerifyBeyondIds(ILogger log, string offer);

    [LoggerMessage(1107, LogLevel.Debug, "The verify of offer {Offer} is remembered, in case its instance turns up")]
    public static partial void VerifyRemembered(ILogger log, long offer);

    [LoggerMessage(1200, LogLevel.Information, "Destroying instance {Instance} of offer {Offer}, try {Attempt}: {Reason}; {Hardware}")]
    public static partial void DestroyIntended(ILogger log, long instance, long offer, int attempt, string reason, HardwareText hardware);

    [LoggerMessage(1201, LogLevel.Information, "Destroyed instance {Instance} of offer {Offer}: {Reason}; {Hardware}")]
    public static partial void Destroyed(ILogger log, long instance, long offer, string reason, HardwareText hardware);

    [LoggerMessage(1202, LogLevel.Warning, "Could not destroy instance {Instance} of offer {Offer}: {Reason}; trying again; {Hardware}")]
    public static partial void DestroyFailed(ILogger log, long instance, long offer, string reason, HardwareText hardware);

    [LoggerMessage(1300, LogLevel.Information, "Took over instance {Instance} of offer {Offer}, {Standing}: {Hardware}")]
    public static partial void Adopted(ILogger log, long instance, long offer, string standing, HardwareText hardware);

    [LoggerMessage(1301, LogLevel.Warning, "Instance {Instance} of offer {Offer} is missing from Vast's list; asking for it: {Hardware}")]
    public static partial void SeenMissing(ILogger log, long instance, long offer, HardwareText hardware);

    [LoggerMessage(1302, LogLevel.Information, "Instance {Instance} of offer {Offer} still exists: {Hardware}")]
    public static partial void SeenAgain(ILogger log, long instance, long offer, HardwareText hardware);

    [LoggerMessage(1303, LogLevel.Warning, "Instance {Instance} of offer {Offer} is gone from Vast: {Hardware}")]
    public static partial void ConfirmedGone(ILogger log, long instance, long offer, HardwareText hardware);

    [LoggerMessage(1304, LogLevel.Information, "Instance {Instance} of offer {Offer} is {Status}{Message}: {Hardware}")]
    public static partial void StatusChanged(ILogger log, long instance, long offer, string status, string message, HardwareText hardware);

    [LoggerMessage(1305, LogLevel.Warning, "Instance {Instance} of offer {Offer} is no longer Magister's and is left alone: {Reason}; {Hardware}")]
    public static partial void Released(ILogger log, long instance, long offer, string reason, HardwareText hardware);

    [LoggerMessage(1308, LogLevel.Debug, "Instance {Instance} of offer {Offer} has our label: {Hardware}")]
    public static partial void SeenLabelled(ILogger log, long instance, long offer, HardwareText hardware);

    [LoggerMessage(1309, LogLevel.Warning, "Instance {Instance} of offer {Offer} has no label, although it was rented with one; setting it: {Hardware}")]
    public static partial void SeenUnlabelled(ILogger log, long instance, long offer, HardwareText hardware);

    [LoggerMessage(1310, LogLevel.Warning, "The label of instance {Instance} of offer {Offer} could not be set; trying again: {Reason}; {Hardware}")]
    public static partial void LabelFailed(ILogger log, long instance, long offer, string reason, HardwareText hardware);

    [LoggerMessage(1306, LogLevel.Information, "Vast says that the account has {Credit:0.##} USD left and {CanOrCannot} pay for instances")]
    public static partial void AccountChecked(ILogger log, double credit, string canOrCannot);

    [LoggerMessage(1314, LogLevel.Information, "Read Vast's bill of {Day}: {Instances} instances of this fleet cost {Cost:0.000} USD")]
    public static partial void BillRead(ILogger log, DateOnly day, int instances, double cost);

    [LoggerMessage(1315, LogLevel.Information, "The fleet is drained once a day has cost {PerDay} or a month {PerMonth}, until that day or month is over")]
    public static partial void DrainBudgetsSet(ILogger log, string perDay, string perMonth);

    [LoggerMessage(1307, LogLevel.Debug, "Recorded {Kind} for something that is no longer known")]
    public static partial void OfNothingKnown(ILogger log, string kind);

    [LoggerMessage(1311, LogLevel.Information, "Contract of instance {Instance} of offer {Offer}: {Hardware}{Until}")]
    public static partial void ContractSeen(ILogger log, long instance, long offer, HardwareText hardware, string until);

    [LoggerMessage(1316, LogLevel.Warning, "The host of instance {Instance} of offer {Offer} announced {Asked} from the end of its contract. Unless you accept that in Vast's console, the contract ends then and the instance is replaced ({Hardware})")]
    public static partial void PriceIncreasePending(ILogger log, long instance, long offer, string asked, HardwareText hardware);

    [LoggerMessage(1317, LogLevel.Information, "No price increase is pending any more for instance {Instance} of offer {Offer} ({Hardware})")]
    public static partial void PriceIncreaseOver(ILogger log, long instance, long offer, HardwareText hardware);

    [LoggerMessage(1400, LogLevel.Information, "First complete look at Vast; instances labelled magister: {Listed}, of this fleet: {Ours}")]
    public static partial void LookedAtVast(ILogger log, int listed, int ours);

    [LoggerMessage(1401, LogLevel.Warning, "The {Call} call to Vast failed; trying again: {Reason}")]
    public static partial void CallFailed(ILogger log, string call, string reason);

    [LoggerMessage(1402, LogLevel.Warning, "{Usable} offers fit and {Needed} are needed; searching for more")]
    public static partial void FewOffers(ILogger log, int usable, int needed);

    [LoggerMessage(1403, LogLevel.Warning, "Nothing is rented for now: {Reason}; lifted by {LiftedBy}")]
    public static partial void RentsHeldBack(ILogger log, string reason, string liftedBy);

    [LoggerMessage(1404, LogLevel.Information, "Renting resumes")]
    public static partial void RentsResumed(ILogger log);

    [LoggerMessage(1405, LogLevel.Warning, "Instance {Instance} costs {Price:0.####} USD an hour, above cost_per_hour ({Cap:0.####}); it is kept")]
    public static partial void DearerThanCap(ILogger log, long instance, double price, double cap);

    [LoggerMessage(1406, LogLevel.Warning, "Vast misapplies {Filters} of [vast_query]: it finds nothing with it, but {Offers} matching offers without it; these are rented")]
    public static partial void FilterMisapplied(ILogger log, string filters, int offers);

    [LoggerMessage(1407, LogLevel.Error, "A defect in Magister, please report it: {What}. It was not done")]
    public static partial void PromiseBroken(ILogger log, string what);

    [LoggerMessage(1409, LogLevel.Warning, "Instance {Instance} is on demand, for {Price:0.####} USD an hour, although {Bid:0.####} was bid for an interruptible one; it works and is kept")]
    public static partial void NotInterruptible(ILogger log, long instance, double? price, double bid);

    [LoggerMessage(1408, LogLevel.Warning, "In the last minute there were {Count} more {Kind}, not logged one by one")]
    public static partial void MoreOfAKind(ILogger log, int count, string kind);

    [LoggerMessage(1320, LogLevel.Information, "The Contemplant of instance {Instance} of offer {Offer} works: {Hardware}")]
    public static partial void Works(ILogger log, long instance, long offer, HardwareText hardware);

    [LoggerMessage(1326, LogLevel.Information, "The Contemplant of instance {Instance} of offer {Offer} is starting (restarts: {Restarts}): {Hardware}")]
    public static partial void Starts(ILogger log, long instance, long offer, int restarts, HardwareText hardware);

    [LoggerMessage(1321, LogLevel.Warning, "The Contemplant of instance {Instance} of offer {Offer} does not work: it is {State} (restarts: {Restarts}){LastWords}; {Hardware}")]
    public static partial void DoesNotWork(ILogger log, long instance, long offer, string state, int restarts, string lastWords, HardwareText hardware);

    [LoggerMessage(1322, LogLevel.Warning, "The watch in instance {Instance} of offer {Offer} has not been heard for {Seconds:0} s: {Hardware}")]
    public static partial void WentSilent(ILogger log, long instance, long offer, double seconds, HardwareText hardware);

    [LoggerMessage(1324, LogLevel.Warning, "Hierophant has not had the Contemplant of instance {Instance} of offer {Offer} for {Seconds:0} s: {Hardware}")]
    public static partial void AbsentFromHierophant(ILogger log, long instance, long offer, double seconds, HardwareText hardware);

    [LoggerMessage(1325, LogLevel.Information, "Hierophant has the Contemplant of instance {Instance} of offer {Offer} again: {Hardware}")]
    public static partial void BackAtHierophant(ILogger log, long instance, long offer, HardwareText hardware);

    [LoggerMessage(1327, LogLevel.Debug, "The Contemplant of instance {Instance} of offer {Offer} has completed so many proofs since it registered with Hierophant: {Proofs}; {Hardware}")]
    public static partial void ProofsCounted(ILogger log, long instance, long offer, long proofs, HardwareText hardware);

    [LoggerMessage(1323, LogLevel.Error, "Several rents in a row failed: from now on one is tried at a time. Most likely cause: {Cause}")]
    public static partial void BreakerOpened(ILogger log, string cause);

    [LoggerMessage(1700, LogLevel.Warning, "Paused by {By}: nothing is rented until an operator resumes")]
    public static partial void Paused(ILogger log, string by);

    [LoggerMessage(1701, LogLevel.Warning, "Drained by {By}: every instance is destroyed, and nothing is rented until an operator resumes")]
    public static partial void DrainBegun(ILogger log, string by);

    [LoggerMessage(1702, LogLevel.Information, "Resumed by {By}: renting until the number is reached again")]
    public static partial void Resumed(ILogger log, string by);

    [LoggerMessage(1703, LogLevel.Information, "Scaled by {By}: {Number} instances are kept alive; the configuration says {Configured}")]
    public static partial void Scaled(ILogger log, string by, int number, int configured);

    [LoggerMessage(1705, LogLevel.Information, "Configuration reloaded by {By}: {Changes}")]
    public static partial void ConfigurationReloaded(ILogger log, string by, string changes);

    [LoggerMessage(1706, LogLevel.Warning, "Configuration not reloaded, nothing changed: {Reason}")]
    public static partial void ConfigurationNotReloaded(ILogger log, string reason);

    [LoggerMessage(1707, LogLevel.Information, "Configuration reloaded: nothing in it has changed")]
    public static partial void ConfigurationUnchanged(ILogger log);

    [LoggerMessage(1704, LogLevel.Information, "{What} {Id} is {Judgement}, by {By}: {Reason}")]
    public static partial void MachineJudged(ILogger log, string what, long id, string judgement, string by, string reason);

    [LoggerMessage(1500, LogLevel.Error, "{Failure}; until it can be written, nothing is rented or destroyed, and callers are asked to retry")]
    public static partial void JournalUnwritable(ILogger log, string failure);

    [LoggerMessage(1501, LogLevel.Information, "The journal can be written again; {Facts} delayed facts were written")]
    public static partial void JournalRecovered(ILogger log, int facts);

    [LoggerMessage(1510, LogLevel.Warning, "The journal's last fact is from {LastAt:u}, {SecondsAhead:0} s ahead of this machine's clock: the clock was wrong then, or is wrong now. Times continue from the journal's")]
    public static partial void JournalAhead(ILogger log, DateTimeOffset lastAt, double secondsAhead);

    [LoggerMessage(1502, LogLevel.Warning, "The journal was repaired: {Repair}")]
    public static partial void JournalRepaired(ILogger log, string repair);

    [LoggerMessage(1503, LogLevel.Debug, "The journal was compacted from {BytesBefore} to {BytesAfter} bytes")]
    public static partial void JournalCompacted(ILogger log, long bytesBefore, long bytesAfter);

    [LoggerMessage(1504, LogLevel.Warning, "The journal could not be compacted and keeps growing: {Reason}")]
    public static partial void JournalNotCompacted(ILogger log, string reason);

    [LoggerMessage(1600, LogLevel.Information, "Magister {Version} starts; number_instances is {Number}, port {Port}, state in {StateDirectory}, reached at {Address}")]
    public static partial void Starting(ILogger log, string version, int number, int port, string stateDirectory, string address);

    [LoggerMessage(1601, LogLevel.Warning, "Configuration: {Warning}")]
    public static partial void ConfigurationWarning(ILogger log, string warning);

    [LoggerMessage(1602, LogLevel.Information, "Restarted; instances in the journal: {Leases}, rents without an answer: {Rents}")]
    public static partial void Restarted(ILogger log, int leases, int rents);

    [LoggerMessage(1608, LogLevel.Warning, "Still in force from before: {Text}")]
    public static partial void SteeredStill(ILogger log, string text);

    [LoggerMessage(1603, LogLevel.Information, "Ended; all instances keep running")]
    public static partial void Ended(ILogger log);

    [LoggerMessage(1604, LogLevel.Critical, "{Message}")]
    public static partial void EndedBecause(ILogger log, string message);

    [LoggerMessage(1606, LogLevel.Debug, "A run began; number_instances is {Number}")]
    public static partial void RunBegan(ILogger log, int number);

    [LoggerMessage(1607, LogLevel.Information, "Metrics are also exported by OTLP, to OTEL_EXPORTER_OTLP_ENDPOINT")]
    public static partial void MetricsExported(ILogger log);
}
