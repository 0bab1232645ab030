namespace Magister.Fleet.Facts;

/// <summary>Vast showed an instance with our label for the first time: whoever removes the label from now on means it.</summary>
public sealed record SeenLabelled(long InstanceId) : Fact;

/// <summary>The label that an instance was rented with did not stick: Vast shows none. It is set again.</summary>
public sealed record SeenUnlabelled(long InstanceId) : Fact;

/// <summary>An attempt to set the label of an instance failed, or did not stick either.</summary>
public sealed record LabelFailed(long InstanceId, string Reason) : Fact;
