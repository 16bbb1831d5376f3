namespace Monolith.Unit.RabbitMq;

/// <summary>Marks a test class whose tests need a broker, and are skipped where there is none.</summary>
public interface IOverRabbitMq;
