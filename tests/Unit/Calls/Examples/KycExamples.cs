using System.Net.Http.Json;
using Monolith.Kyc.Contracts;
using Monolith.Unit.Kyc;

namespace Monolith.Unit.Calls.Examples;

internal static class KycExamples
{
    public static GetKycStatus GetKycStatus(CallWorld world) => new(world.User.Id);

    public static GetKycStatuses GetKycStatuses(CallWorld world) => new([world.User.Id, world.Admin.Id]);

    public static ListPendingKyc ListPendingKyc(CallWorld world) => new(After: null, Limit: 10);

    public static async Task<GetKycDetails> GetKycDetails(CallWorld world) => new(await world.OnceAsync("identity form", () => SubmittedAsync(world)), "a question of the user's", world.Admin.Id);

    public static async Task<GetKycStatement> GetKycStatement(CallWorld world)
        => new(await world.OnceAsync("statement form", () => SubmittedAsync(world, KycForms.Statement(TestPdf.Statement))), "a question of the user's", world.Admin.Id);

    public static async Task<DecideKyc> DecideKyc(CallWorld world) => new(await SubmittedAsync(world), Approve: true, "all is in order", world.Admin.Id);

    /// <summary>Of somebody new.</summary>
    private static Task<int> SubmittedAsync(CallWorld world) => SubmittedAsync(world, JsonContent.Create(KycForms.Identity()));

    private static async Task<int> SubmittedAsync(CallWorld world, HttpContent form)
    {
        var user = await world.Host.NewUserAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/kyc/submit") { Content = form };
        request.Headers.Authorization = new("Bearer", await world.Host.TokenAsync(user));
        using var response = await world.Host.Process.Public.SendAsync(request);
        response.EnsureSuccessStatusCode();
        return user.Id;
    }
}
