using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Monolith.Kernel.Startup;

/// <summary>
/// Binds and validates one configuration section at registration time. Where IOptions reports the first failure when something first asks for
/// it, this reports all failures of all sections together, before anything listens.
/// </summary>
public static class Settings
{
    /// <summary>
    /// Binds <paramref name="section"/> to a new <typeparamref name="T"/>, checks its data annotations and <see cref="IValidatableObject"/>,
    /// and registers it as a singleton.
    /// </summary>
    /// <returns>The bound settings; their defaults, where a value could not be read (the error is recorded, and the start-up will end).</returns>
    public static T AddSettings<T>(this IServiceCollection services, IConfiguration configuration, StartupErrors errors, string section)
        where T : class, new()
    {
        var settings = new T();
        try
        {
            configuration.GetSection(section).Bind(settings);
        }
        catch (InvalidOperationException e)
        {
            errors.Add($"Configuration section '{section}': {e.Message}{(e.InnerException is { } inner ? $" ({inner.Message})" : "")}");
        }

        foreach (var unknown in UnknownKeys.Of(configuration.GetSection(section), typeof(T)))
        {
            errors.Add(unknown);
        }

        var failures = new List<ValidationResult>();
        var context = new ValidationContext(settings);
        if (!Validator.TryValidateObject(settings, context, failures, validateAllProperties: true) && settings is IValidatableObject validatable)
        {
            // The validator asks the object only when no attribute failed; one start is to show everything.
            failures = [.. failures.Concat(validatable.Validate(context)).DistinctBy(f => (f.ErrorMessage, string.Join(',', f.MemberNames)))];
        }

        foreach (var failure in failures)
        {
            var keys = failure.MemberNames.Select(m => $"{section}:{m}").DefaultIfEmpty(section);
            errors.Add($"Configuration '{string.Join("', '", keys)}': {failure.ErrorMessage}");
        }

        services.AddSingleton(settings);
        return settings;
    }
}
