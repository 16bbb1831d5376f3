using Microsoft.Extensions.Logging.Abstractions;
using Monolith.Auth.Passwords;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Auth.Passwords;

public sealed class PasswordHashingTests
{
    private const string Bcrypt = "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW";

    [Fact]
    public async Task Verify_HashOfEveryFormat_WorksWhicheverIsTheDefault()
    {
        var (argon2, pbkdf2) = (new Argon2idFormat().Hash("U*U"), new Pbkdf2Format().Hash("U*U"));
        using var withLibrary = Of(new Argon2idFormat(), new Pbkdf2Format(), new BcryptFormat());
        using var without = Of(new Pbkdf2Format(), new Argon2idFormat(), new BcryptFormat());

        (await withLibrary.VerifyAsync("U*U", argon2, default)).ShouldBe(PasswordVerdict.Right);
        (await withLibrary.VerifyAsync("U*U", pbkdf2, default)).ShouldBe(PasswordVerdict.RightButOutdated);
        (await withLibrary.VerifyAsync("U*U", Bcrypt, default)).ShouldBe(PasswordVerdict.RightButOutdated);
        (await without.VerifyAsync("U*U", argon2, default)).ShouldBe(PasswordVerdict.RightButOutdated);
        (await without.VerifyAsync("U*U", pbkdf2, default)).ShouldBe(PasswordVerdict.Right);
        (await without.VerifyAsync("U*U", Bcrypt, default)).ShouldBe(PasswordVerdict.RightButOutdated);
        foreach (var hash in (string[])[argon2, pbkdf2, Bcrypt])
        {
            (await withLibrary.VerifyAsync("U*X", hash, default)).ShouldBe(PasswordVerdict.Wrong);
        }
    }

    [Fact]
    public async Task Verify_NoSuchAccount_DoesTheWorkOfOneCheckAndIsWrong()
    {
        var format = new Counting(missing: null);
        using var passwords = Of(format);
        await passwords.WarmUpAsync(default);
        format.Checks.ShouldBe(1);
        (await passwords.VerifyAsync("anything", hash: null, default)).ShouldBe(PasswordVerdict.Wrong);
        format.Checks.ShouldBe(2);
        format.Hashes.ShouldBe(1, "the hash to compare with is made once, or the first stranger would wait twice as long");
    }

    [Fact]
    public async Task Hash_BestFormatIsMissing_TakesTheNext()
    {
        using var passwords = Of(new Counting("libmissing"), new Pbkdf2Format());
        new Pbkdf2Format().Recognises(await passwords.HashAsync("secret", default)).ShouldBeTrue();
        (await passwords.VerifyAsync("secret", "counting", default)).ShouldBe(PasswordVerdict.Wrong);
        passwords.FlawOf("counting").ShouldNotBeNull().ShouldContain("libmissing");
    }

    [Fact]
    public async Task Verify_ManyAtOnce_RunsNoMoreThanThereAreCores()
    {
        var format = new Counting(missing: null);
        using var passwords = Of(format);
        await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => passwords.VerifyAsync("x", "counting", default)));
        format.MostAtOnce.ShouldBeInRange(1, Environment.ProcessorCount);
        format.Checks.ShouldBe(40);
    }

    private static PasswordHashing Of(params IPasswordFormat[] formats) => new(formats, NullLogger<PasswordHashing>.Instance);

    private sealed class Counting(string? missing) : INewPasswordFormat
    {
        private int _now;
        private int _checks;
        private int _mostAtOnce;

        public int Checks => _checks;

        public int Hashes { get; private set; }

        public int MostAtOnce => _mostAtOnce;

        public string Name => "counting";

        public string? MissingLibrary => missing;

        public bool Recognises(string hash) => hash == "counting";

        public bool IsCurrent(string hash) => true;

        public string Hash(string password)
        {
            Hashes++;
            return "counting";
        }

        public bool Verify(string password, string hash)
        {
            var now = Interlocked.Increment(ref _now);
            Interlocked.Increment(ref _checks);
            for (var most = _mostAtOnce; now > most && Interlocked.CompareExchange(ref _mostAtOnce, now, most) != most; most = _mostAtOnce)
            {
            }

            Thread.Sleep(5);
            Interlocked.Decrement(ref _now);
            return false;
        }
    }
}
