namespace Monolith.ArchitectureTests.Code;

/// <summary>Kind and module of one of our assemblies, which follow from its name as the name follows from the project's path.</summary>
internal sealed record AssemblyIdentity(string Name, AssemblyKind Kind, string? Module)
{
    private const string Prefix = "Monolith.";

    /// <summary>Null for an assembly that is not ours.</summary>
    public static AssemblyIdentity? Of(string name)
    {
        if (name == "strangler")
        {
            return new(name, AssemblyKind.Strangler, Module: null);
        }

        if (!name.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return null;
        }

        var parts = name[Prefix.Length..].Split('.');
        return parts switch
        {
            ["Kernel"] => new(name, AssemblyKind.Kernel, Module: null),
            ["PaperBroker"] => new(name, AssemblyKind.PaperBroker, Module: null),
            ["Host"] => new(name, AssemblyKind.Host, Module: null),
            ["Extracted", "ServiceHost"] => new(name, AssemblyKind.ServiceHost, Module: null),
            ["Extracted", var module] => new(name, AssemblyKind.Extracted, module),
            ["Strangler", ..] => new(name, AssemblyKind.Strangler, Module: null),
            [var module, "Contracts"] => new(name, AssemblyKind.Contracts, module),
            [var module] => new(name, AssemblyKind.Implementation, module),
            _ => throw new InvalidOperationException($"{name} has a name that no rule covers; name it as docs/boundaries.md says, or teach {nameof(AssemblyIdentity)} the new kind."),
        };
    }
}
