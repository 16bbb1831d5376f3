using Monolith.Broker.Domain;
using Monolith.Broker.Http;
using Monolith.Kernel.Results;

namespace Monolith.Broker.Apis;

/// <summary>What can go wrong at a broker, in words for its user. None repeats what was sent.</summary>
internal static class ApiErrors
{
    public const string SessionEnded = "broker.session_ended";
    public const string RefusedCode = "broker.refused";
    private const int LongestReason = 200;

    public static Error NotConfigured(BrokerKind broker) => new("broker.not_configured", $"{broker} is not available here: 'Broker:{broker}:BaseUrl' is not configured.", ErrorKind.Unavailable);

    public static Error Refused(string text) => new(RefusedCode, text, ErrorKind.Invalid);

    /// <summary>For what may have happened all the same.</summary>
    public static Error Uncertain(BrokerKind broker) => new("broker.uncertain", $"{broker} did not answer: the order may have been taken or not. Look at the orders before you repeat it.", ErrorKind.Unavailable);

    /// <summary>For a reply that is no success: the broker's refusal in the words given, else why there is none.</summary>
    public static Error Of(BrokerKind broker, BrokerReply reply, string? refusal = null) => reply switch
    {
        _ when refusal is not null && reply.IsRefusal => Refused(refusal),
        { IsSessionEnd: true } => new(SessionEnded, $"{broker} has ended the session.", ErrorKind.Forbidden),
        { IsFailure: true } => new("broker.unavailable", $"{broker} does not answer. Try again later.", ErrorKind.Unavailable),
        _ => Unusable(broker),
    };

    public static Error Unusable(BrokerKind broker) => new("broker.unusable_answer", $"{broker} answered something that could not be understood. Try again later.", ErrorKind.Failed);

    /// <summary>A reason in the broker's words: one line of printable text, of bounded length.</summary>
    public static string Tidy(string? reason)
    {
        var text = new string([.. (reason ?? "").Select(c => char.IsControl(c) ? ' ' : c).Take(LongestReason)]).Trim();
        return text.Length == 0 ? "no reason was given" : text;
    }
}
