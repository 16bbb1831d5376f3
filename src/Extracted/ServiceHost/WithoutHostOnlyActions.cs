using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Monolith.Kernel.Modules;

namespace Monolith.Extracted.ServiceHost;

/// <summary>Takes out what stays in the Host: nothing sends it here, and what it stands on (the operators' policy) is not here either.</summary>
internal sealed class WithoutHostOnlyActions : IApplicationModelConvention
{
    public void Apply(ApplicationModel application)
    {
        ArgumentNullException.ThrowIfNull(application);
        foreach (var controller in application.Controllers)
        {
            foreach (var action in controller.Actions.Where(a => a.Attributes.OfType<HostOnlyAttribute>().Any()).ToList())
            {
                controller.Actions.Remove(action);
            }
        }
    }
}
