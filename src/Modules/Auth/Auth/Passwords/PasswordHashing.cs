using System.Security.Cryptography;
using Microsoft.Extensions.Logging;

namespace Monolith.Auth.Passwords;

/// <summary>
/// Hashes and checks passwords: new ones in the best format this machine has, old ones in whichever they came. No more at a time than there are cores, on
/// threads of their own, so that a flood of log-ins slows log-ins and not everything else.
/// </summary>
internal sealed partial class PasswordHashing : IDisposable
{
    private readonly IReadOnlyList<IPasswordFormat> _formats;
    private readonly INewPasswordFormat _default;
    private readonly Lazy<string> _nobodysHash;
    private readonly SemaphoreSlim _cores = new(Environment.ProcessorCount);
    private readonly ILogger<PasswordHashing> _logger;

    public PasswordHashing(ILogger<PasswordHashing> logger)
        : this([new Argon2idFormat(), new Pbkdf2Format(), new BcryptFormat()], logger)
    {
    }

    /// <param name="formats">Best first; one for new passwords must be available.</param>
    /// <param name="logger">Is told which was chosen.</param>
    internal PasswordHashing(IReadOnlyList<IPasswordFormat> formats, ILogger<PasswordHashing> logger)
    {
        _formats = formats;
        _logger = logger;
        _default = formats.OfType<INewPasswordFormat>().First(f => f.MissingLibrary is null);
        _nobodysHash = new(() => _default.Hash(RandomNumberGenerator.GetHexString(32)));
        LogChosen(_default.Name);
        foreach (var format in formats.Where(f => f.MissingLibrary is not null))
        {
            LogMissing(format.MissingLibrary!, format.Name);
        }
    }

    public Task<string> HashAsync(string password, CancellationToken cancellationToken) => OnItsOwnThreadAsync(() => _default.Hash(password), cancellationToken);

    /// <summary>Checks a password.</summary>
    /// <param name="password">As given, white space included.</param>
    /// <param name="hash">Null when there is no such account: the same work is done, and the answer is wrong.</param>
    /// <param name="cancellationToken">Ends the wait for a core, not the work.</param>
    public Task<PasswordVerdict> VerifyAsync(string password, string? hash, CancellationToken cancellationToken)
        => OnItsOwnThreadAsync(() => Verify(password, hash), cancellationToken);

    /// <summary>Does beforehand what the first log-in would otherwise pay for, and so give away.</summary>
    public Task WarmUpAsync(CancellationToken cancellationToken) => VerifyAsync("", hash: null, cancellationToken);

    /// <returns>What is wrong with a hash that is to be imported; null when it can be checked here.</returns>
    public string? FlawOf(string hash) => _formats.FirstOrDefault(f => f.Recognises(hash)) switch
    {
        null => "is none of: bcrypt ($2y$, $2b$, $2a$, cost 4 to 15), Argon2id as a PHC string (up to 256 MiB, 16 passes, 8 lanes), ASP.NET Core Identity version 3.",
        { MissingLibrary: { } missing } format => $"is {format.Name}, which this host cannot check without {missing}.",
        _ => null,
    };

    public void Dispose() => _cores.Dispose();

    private PasswordVerdict Verify(string password, string? hash)
    {
        if (hash is null)
        {
            _default.Verify(password, _nobodysHash.Value);
            return PasswordVerdict.Wrong;
        }

        var format = _formats.FirstOrDefault(f => f.Recognises(hash));
        if (format is not { MissingLibrary: null })
        {
            LogNotCheckable(format?.Name ?? "of no known format");
            return PasswordVerdict.Wrong;
        }

        if (!format.Verify(password, hash))
        {
            return PasswordVerdict.Wrong;
        }

        return ReferenceEquals(format, _default) && _default.IsCurrent(hash) ? PasswordVerdict.Right : PasswordVerdict.RightButOutdated;
    }

    private async Task<T> OnItsOwnThreadAsync<T>(Func<T> work, CancellationToken cancellationToken)
    {
        await _cores.WaitAsync(cancellationToken);
        try
        {
            return await Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach, TaskScheduler.Default);
        }
        finally
        {
            _cores.Release();
        }
    }

    [LoggerMessage(EventIds.PasswordFormatChosen, LogLevel.Information, "New passwords are kept as {Format}")]
    private partial void LogChosen(string format);

    [LoggerMessage(EventIds.PasswordFormatMissing, LogLevel.Warning, "Without {Library} no password kept as {Format} can be checked on this host")]
    private partial void LogMissing(string library, string format);

    [LoggerMessage(EventIds.PasswordNotCheckable, LogLevel.Error, "A log-in was refused because this host cannot check the account's password hash ({Format})")]
    private partial void LogNotCheckable(string format);
}
