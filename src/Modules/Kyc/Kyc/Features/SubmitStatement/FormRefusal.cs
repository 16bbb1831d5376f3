namespace Monolith.Kyc.Features.SubmitStatement;

/// <summary>Why a form is not read any further.</summary>
/// <param name="Status">HTTP's.</param>
/// <param name="Text">For the client's developer.</param>
internal sealed record FormRefusal(int Status, string Text);
