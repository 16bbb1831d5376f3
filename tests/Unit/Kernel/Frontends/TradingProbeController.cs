using System.Text.Json.Serialization;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Monolith.Kernel.Frontends;
using Monolith.Kernel.Security;

namespace Monolith.Unit.Kernel.Frontends;

public sealed record TradingInput
{
    [JsonPropertyName("amount")]
    public decimal? Amount { get; init; }

    [JsonPropertyName("reference_id")]
    public string? ReferenceId { get; init; }

    [JsonPropertyName("otp")]
    public string? Otp { get; init; }
}

[Route("probe")]
public sealed class TradingProbeController : TradingFrontendController
{
    [HttpGet("me")]
    public IActionResult Me([FromQuery] string? page) => Ok(new { user = UserId, page, query = Request.QueryString.Value, header = Request.Headers.Authorization.ToString().Length });

    [HttpGet("open")]
    [AllowAnonymous]
    public IActionResult Open() => Ok(new { query = Request.QueryString.Value });

    [HttpGet("admin")]
    [AdminOnly]
    public IActionResult Admin() => Message("yes");

    [HttpPost("body")]
    [AllowAnonymous]
    public IActionResult Body([FromBody] TradingInput input)
    {
        var rules = new InlineValidator<TradingInput>();
        rules.RuleFor(i => i.Amount).NotNull().GreaterThan(0);
        rules.RuleFor(i => i.ReferenceId).MaximumLength(5);
        rules.RuleFor(i => i.Otp).MinimumLength(6).WithoutEcho();
        rules.RuleFor(i => i.ReferenceId).NotEqual("again").WithErrorCode("reference_used").WithMessage("It was used.");
        return rules.Validate(input) is { IsValid: false } invalid ? Invalid(invalid) : Message("fine");
    }
}
