namespace Magister.Simulator.Market;

/// <summary>The calls of Vast's API that exist here.</summary>
public enum VastEndpoint
{
    /// <summary><c>POST /api/v0/bundles/</c></summary>
    Search,

    /// <summary><c>PUT /api/v0/asks/{id}/</c></summary>
    Create,

    /// <summary><c>GET /api/v1/instances/</c></summary>
    List,

    /// <summary><c>GET /api/v0/instances/{id}/</c></summary>
    Show,

    /// <summary><c>DELETE /api/v0/instances/{id}/</c></summary>
    Destroy,

    /// <summary><c>PUT /api/v0/instances/{id}/</c>: label, stop, start; and every other change to an instance.</summary>
    Manage,

    /// <summary><c>GET /api/v0/users/current/</c></summary>
    User,

    /// <summary><c>GET /api/v0/instances/</c>, answered with 410.</summary>
    OldList,

    /// <summary><c>GET /api/v0/template/</c></summary>
    Template,

    /// <summary><c>GET /api/v0/gpu_types/</c></summary>
    GpuTypes,

    /// <summary><c>PUT /api/v0/instances/request_logs/{id}/</c>, and commands in an instance.</summary>
    Logs,

    /// <summary><c>GET /results/{id}</c>: the text that <see cref="Logs"/> promised, without a key.</summary>
    Result,

    /// <summary><c>GET /api/v0/instances/pending-price-increases/</c>, accepted and rejected.</summary>
    PriceIncreases,

    /// <summary><c>GET /api/v0/charges/</c></summary>
    Charges,

    /// <summary>Any other path under <c>/api/</c>, answered with 404.</summary>
    Other,
}
