using Microsoft.Extensions.Logging.Abstractions;
using Monolith.Auth.Passwords;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Auth.Passwords;

public sealed class PasswordFormatTests
{
    private const string Openwall72 = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789chars after 72 are ignored";

    [Theory]
    // Laravel's model factory, and Openwall's crypt_blowfish test vectors.
    [InlineData("$2y$10$92IXUNpkjO0rOQ5byMi.Ye4oKoEa3Ro9llC/.og/at2.uheWG/igi", "password")]
    [InlineData("$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW", "U*U")]
    [InlineData("$2a$05$CCCCCCCCCCCCCCCCCCCCC.VGOzA784oUp/Z0DY336zx7pLYAy0lwK", "U*U*")]
    [InlineData("$2a$05$abcdefghijklmnopqrstuu5s2v8.iXieOjg/.AySBTTZIIVFJeBui", Openwall72)]
    [InlineData("$2y$05$/OK.fbVrR/bpIqNJ5ianF.CE5elHaaO4EbggVDjb8P19RukzXSM3e", "\u00ff\u00a3345", false)]
    public void Bcrypt_KnownVector_VerifiesAndOnlyThat(string hash, string password, bool matches = true)
    {
        var bcrypt = new BcryptFormat();
        bcrypt.MissingLibrary.ShouldBeNull();
        bcrypt.Recognises(hash).ShouldBeTrue();
        bcrypt.Verify(password, hash).ShouldBe(matches);
        bcrypt.Verify("x" + password, hash).ShouldBeFalse();
    }

    [Theory]
    [InlineData("$2y$")]
    [InlineData("$2b$")]
    [InlineData("$2a$")]
    public void Bcrypt_EveryPrefixForText_VerifiesTheSame(string prefix)
        => new BcryptFormat().Verify("U*U", prefix + "05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW").ShouldBeTrue();

    [Fact]
    public void Bcrypt_PasswordOver72Bytes_IsComparedByItsFirst72()
    {
        var bcrypt = new BcryptFormat();
        const string hash = "$2a$05$abcdefghijklmnopqrstuu5s2v8.iXieOjg/.AySBTTZIIVFJeBui";
        bcrypt.Verify(Openwall72[..72], hash).ShouldBeTrue();
        bcrypt.Verify(Openwall72[..72] + "and something else", hash).ShouldBeTrue();
        bcrypt.Verify(Openwall72[..71], hash).ShouldBeFalse();
    }

    [Fact]
    public void Bcrypt_PasswordWithNul_IsNotCutThere()
        => new BcryptFormat().Verify("U*U\0anything", "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW").ShouldBeFalse();

    [Fact]
    public void Bcrypt_ManyThreadsAtOnce_DoNotDisturbEachOther()
    {
        var bcrypt = new BcryptFormat();
        Parallel.For(0, 200, i => bcrypt
            .Verify(i % 2 == 0 ? "U*U" : "U*U*", "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW")
            .ShouldBe(i % 2 == 0));
    }

    [Theory]
    // libargon2's own test vectors.
    [InlineData("$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc", "password")]
    [InlineData("$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4", "password")]
    public void Argon2id_KnownVector_VerifiesAndOnlyThat(string hash, string password)
    {
        var argon2 = new Argon2idFormat();
        argon2.MissingLibrary.ShouldBeNull();
        argon2.Recognises(hash).ShouldBeTrue();
        argon2.Verify(password, hash).ShouldBeTrue();
        argon2.Verify(password + "x", hash).ShouldBeFalse();
        argon2.IsCurrent(hash).ShouldBeFalse();
    }

    [Fact]
    public void Hash_SamePasswordTwice_DiffersAndVerifies()
    {
        foreach (var format in (INewPasswordFormat[])[new Argon2idFormat(), new Pbkdf2Format()])
        {
            var (first, second) = (format.Hash("contraseña"), format.Hash("contraseña"));
            first.ShouldNotBe(second);
            first.Length.ShouldBeLessThan(500);
            format.Recognises(first).ShouldBeTrue();
            format.IsCurrent(first).ShouldBeTrue();
            format.Verify("contraseña", first).ShouldBeTrue();
            format.Verify("contrasena", first).ShouldBeFalse();
        }
    }

    [Fact]
    public void Hash_LongPasswords_DifferingOnlyAtTheEndDiffer()
    {
        foreach (var format in (INewPasswordFormat[])[new Argon2idFormat(), new Pbkdf2Format()])
        {
            format.Verify(new string('a', 1023) + "c", format.Hash(new string('a', 1023) + "b")).ShouldBeFalse();
        }
    }

    [Theory]
    [InlineData("$2y$16$92IXUNpkjO0rOQ5byMi.Ye4oKoEa3Ro9llC/.og/at2.uheWG/igi")]
    [InlineData("$2y$03$92IXUNpkjO0rOQ5byMi.Ye4oKoEa3Ro9llC/.og/at2.uheWG/igi")]
    [InlineData("$2x$10$92IXUNpkjO0rOQ5byMi.Ye4oKoEa3Ro9llC/.og/at2.uheWG/igi")]
    [InlineData("$2y$10$92IXUNpkjO0rOQ5byMi.Ye4oKoEa3Ro9llC/.og/at2.uheWG/ig")]
    [InlineData("$2y$10$92IXUNpkjO0rOQ5byMi.Ye4oKoEa3Ro9llC/.og/at2.uheWG/igi\n")]
    [InlineData("$argon2id$v=19$m=4194304,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4")]
    [InlineData("$argon2id$v=19$m=256,t=99,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4")]
    [InlineData("$argon2i$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4")]
    [InlineData("5f4dcc3b5aa765d61d8327deb882cf99")]
    [InlineData("password")]
    [InlineData("")]
    // ASP.NET Core Identity with two thousand million rounds.
    [InlineData("AQAAAAJ3NZQAAAAAEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==")]
    public void FlawOf_HashThatNoLoginShouldMeet_NamesTheFormats(string hash)
    {
        using var passwords = new PasswordHashing(NullLogger<PasswordHashing>.Instance);
        passwords.FlawOf(hash).ShouldNotBeNull().ShouldContain("bcrypt");
    }
}
