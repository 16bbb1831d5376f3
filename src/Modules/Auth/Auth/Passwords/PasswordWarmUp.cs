using Microsoft.Extensions.Hosting;

namespace Monolith.Auth.Passwords;

/// <summary>Chooses and tries the password format while the process starts, not at the first log-in.</summary>
internal sealed class PasswordWarmUp(PasswordHashing passwords) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        NativeHeap.ReturnLargeBlocks();
        return passwords.WarmUpAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
