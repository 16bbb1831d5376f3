namespace Monolith.Kernel.Data;

/// <summary>Puts data into a module's own tables after its migrations, in the order the modules are listed; every start, so it must be idempotent.</summary>
public interface ISeed
{
    /// <summary>Runs in a scope of its own, under the migration lock.</summary>
    Task RunAsync(CancellationToken cancellationToken);
}
