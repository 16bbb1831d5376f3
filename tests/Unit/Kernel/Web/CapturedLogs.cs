using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Monolith.Unit.Kernel.Web;

/// <summary>Keeps every log line with what its scopes said at that moment.</summary>
internal sealed class CapturedLogs : ILoggerProvider, ISupportExternalScope
{
    private IExternalScopeProvider _scopes = new LoggerExternalScopeProvider();

    public ConcurrentQueue<Line> Lines { get; } = new();

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose()
    {
    }

    internal sealed record Line(LogLevel Level, string Category, string Message, Exception? Exception, IReadOnlyDictionary<string, object?> Scope);

    private sealed class Logger(CapturedLogs logs, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => logs._scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var scope = new Dictionary<string, object?>(StringComparer.Ordinal);
            logs._scopes.ForEachScope(
                (o, into) =>
                {
                    foreach (var (key, value) in o as IEnumerable<KeyValuePair<string, object?>> ?? [])
                    {
                        into[key] = value;
                    }
                },
                scope);
            logs.Lines.Enqueue(new Line(logLevel, category, formatter(state, exception), exception, scope));
        }
    }
}
