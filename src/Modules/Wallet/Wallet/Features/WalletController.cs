using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Monolith.Kernel.Frontends;
using Monolith.Kernel.Results;
using Monolith.Wallet.Ledger;

namespace Monolith.Wallet.Features;

/// <summary>Base of the wallet's actions: whose wallet it is says the token and nothing else.</summary>
[Route("wallet")]
[Tags("Wallet")]
internal abstract class WalletController : TradingFrontendController
{
    /// <summary><c>{"message","new_balance"}</c>, or why not.</summary>
    protected ObjectResult Answer(Result<Posted> posted, string message)
        => posted.Succeeded ? Ok(new BookedOutput(message, posted.Value.Available)) : Refusal(posted.Error);

    /// <summary><c>{"detail"}</c> with the status that goes with the kind of the error.</summary>
    protected ObjectResult Refusal(Error error) => Detail(
        error.Kind switch
        {
            ErrorKind.NotFound => StatusCodes.Status404NotFound,
            ErrorKind.Conflict => StatusCodes.Status409Conflict,
            ErrorKind.Forbidden => StatusCodes.Status403Forbidden,
            ErrorKind.Unavailable => StatusCodes.Status503ServiceUnavailable,
            _ => StatusCodes.Status400BadRequest,
        },
        error.Message);
}
