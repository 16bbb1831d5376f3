namespace Monolith.Kernel.Events;

/// <summary>What carries events to their subscribers. Outbox, retries, order, dead letters and inbox are PostgreSQL's with either.</summary>
public enum EventTransport
{
    /// <summary>In the process, or by HTTP to the one that has the subscriber.</summary>
    PostgreSql = 0,

    /// <summary>By a queue for each subscriber, to whichever process takes it.</summary>
    RabbitMq = 1,
}
