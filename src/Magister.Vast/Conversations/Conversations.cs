using System.Collections.Immutable;
using Magister.Fleet.Market;
using Magister.Vast.Calls;
using Magister.Vast.Verdicts;
using Magister.Vast.Wire;

namespace Magister.Vast.Conversations;

/// <summary>Searches offers.</summary>
internal sealed class SearchConversation(OfferQuery query, OfferReader reader) : Conversation<ImmutableArray<Offer>>(Endpoint.Search)
{
    public override VastRequest Next { get; } = Requests.Search(query);

    public override bool OnlyAsks => true;

    public override Outcome<ImmutableArray<Offer>> Take(Exchange exchange) => ReadVerdict.Of(
        exchange, answer => reader.ReadAll(answer) is { } offers ? new Outcome<ImmutableArray<Offer>>.Done(offers) : null);
}

/// <summary>Rents one offer.</summary>
internal sealed class RentConversation(RentOrder order) : Conversation<long>(Endpoint.Create)
{
    public override VastRequest Next { get; } = Requests.Rent(order);

    public override bool OnlyAsks => false;

    public override Outcome<long> Take(Exchange exchange) => RentVerdict.Of(exchange);
}

/// <summary>Destroys one instance.</summary>
internal sealed class DestroyConversation(long instanceId) : Conversation<DestroyConfirmation>(Endpoint.Destroy)
{
    public override VastRequest Next { get; } = Requests.Destroy(instanceId);

    public override bool OnlyAsks => false;

    public override Outcome<DestroyConfirmation> Take(Exchange exchange) => DestroyVerdict.Of(exchange);
}

/// <summary>Lists the instances that carry a label, page by page.</summary>
internal sealed class ListConversation(string label, InstanceReader reader) : Conversation<InstanceListing>(Endpoint.List)
{
    private readonly ListingAssembly assembly = new(label);

    public override VastRequest Next => Requests.Page(label, assembly.Token);

    public override bool OnlyAsks => true;

    public override Outcome<InstanceListing>? Take(Exchange exchange)
    {
        var part = ReadVerdict.Of(
            exchange, answer => InstancePage.Read(answer, reader) is { } page ? new Outcome<InstancePage>.Done(page) : null);
        return part is Outcome<InstancePage>.Done(var next) ? assembly.Add(next) : part.AsFailureOf<InstancePage, InstanceListing>();
    }
}

/// <summary>Asks for one instance.</summary>
internal sealed class ShowConversation(long instanceId, InstanceReader reader) : Conversation<ShownInstance>(Endpoint.Show)
{
    public override VastRequest Next { get; } = Requests.Show(instanceId);

    public override bool OnlyAsks => true;

    public override Outcome<ShownInstance> Take(Exchange exchange) => ShowVerdict.Of(exchange, instanceId, reader);
}

/// <summary>Asks whether there is a template.</summary>
internal sealed class TemplateConversation(string hash, ForeignText text) : Conversation<TemplateStanding>(Endpoint.Template)
{
    public override VastRequest Next { get; } = Requests.Template(hash);

    public override bool OnlyAsks => true;

    public override Outcome<TemplateStanding> Take(Exchange exchange) => ReadVerdict.Of(
        exchange, answer => TemplateReader.Read(answer, hash, text) is { } standing ? new Outcome<TemplateStanding>.Done(standing) : null);
}

/// <summary>Asks what the account has left.</summary>
internal sealed class AccountConversation() : Conversation<AccountStanding>(Endpoint.Account)
{
    public override VastRequest Next { get; } = Requests.Account();

    public override bool OnlyAsks => true;

    public override Outcome<AccountStanding> Take(Exchange exchange) => ReadVerdict.Of(
        exchange, answer => AccountReader.Read(answer) is { } standing ? new Outcome<AccountStanding>.Done(standing) : null);
}
