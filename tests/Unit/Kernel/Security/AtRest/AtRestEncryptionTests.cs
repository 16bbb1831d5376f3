using System.Security.Cryptography;
using System.Text;
using Monolith.Kernel.Security.AtRest;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Kernel.Security.AtRest;

public sealed class AtRestEncryptionTests
{
    private const string Purpose = "kyc.pan:42";
    private static readonly byte[] Secret = Encoding.UTF8.GetBytes("ABCDE1234F");
    private static readonly EncryptionKey Old = new("2025", RandomNumberGenerator.GetBytes(AesGcmBox.KeySize));
    private static readonly EncryptionKey New = new("2026-01", RandomNumberGenerator.GetBytes(AesGcmBox.KeySize));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1_000_000)]
    public void Unprotect_WhatWasProtected_IsThePlainText(int length)
    {
        var plain = RandomNumberGenerator.GetBytes(length);
        var encrypted = With(New).Protect(plain, Purpose);
        With(New).Unprotect(encrypted, Purpose).ShouldBe(plain);
        encrypted.Length.ShouldBe(length + 30 + New.Id.Length);
    }

    [Fact]
    public void Protect_Twice_LooksDifferentAndShowsNothing()
    {
        var (one, other) = (With(New).Protect(Secret, Purpose), With(New).Protect(Secret, Purpose));
        one.ShouldNotBe(other);
        one.AsSpan().IndexOf(Secret).ShouldBe(-1);
    }

    [Fact]
    public void Unprotect_AnyBitChanged_IsRefused()
    {
        var encrypted = With(New, Old).Protect(Secret, Purpose);
        for (var bit = 0; bit < encrypted.Length * 8; bit++)
        {
            var changed = encrypted.ToArray();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            Should.Throw<CryptographicException>(() => With(New, Old).Unprotect(changed, Purpose), $"bit {bit}");
        }
    }

    [Fact]
    public void Unprotect_CutAnywhere_IsRefused()
    {
        var encrypted = With(New).Protect(Secret, Purpose);
        for (var length = 0; length < encrypted.Length; length++)
        {
            Should.Throw<CryptographicException>(() => With(New).Unprotect(encrypted.AsSpan(0, length), Purpose), $"{length} bytes");
        }
    }

    [Theory]
    [InlineData("kyc.pan:43")]
    [InlineData("kyc.aadhaar:42")]
    [InlineData("kyc.pan:4")]
    public void Unprotect_ForAnotherPurpose_IsRefusedAndSaysSo(string purpose)
    {
        var encrypted = With(New).Protect(Secret, Purpose);
        Should.Throw<CryptographicException>(() => With(New).Unprotect(encrypted, purpose)).Message.ShouldContain("another row or column");
    }

    [Fact]
    public void Unprotect_KeyMissing_NamesTheKeyAndTheSetting()
    {
        var encrypted = With(Old).Protect(Secret, Purpose);
        var message = Should.Throw<CryptographicException>(() => With(New).Unprotect(encrypted, Purpose)).Message;
        message.ShouldContain("'2025'");
        message.ShouldContain("Encryption:KeysFile");
    }

    [Fact]
    public void Unprotect_SameIdButAnotherKey_IsRefused()
    {
        var encrypted = With(Old).Protect(Secret, Purpose);
        Should.Throw<CryptographicException>(() => With(New with { Id = Old.Id }).Unprotect(encrypted, Purpose)).Message.ShouldContain("another key");
    }

    [Fact]
    public void Rotation_OldValues_OpenAndAreNotCurrent()
    {
        var old = With(Old).Protect(Secret, Purpose);
        var rotated = With(New, Old);
        rotated.Unprotect(old, Purpose).ShouldBe(Secret);
        rotated.IsCurrent(old).ShouldBeFalse();
        rotated.IsCurrent(rotated.Protect(rotated.Unprotect(old, Purpose), Purpose)).ShouldBeTrue();
    }

    [Fact]
    public void IsCurrent_Rubbish_IsFalse()
    {
        With(New).IsCurrent([]).ShouldBeFalse();
        With(New).IsCurrent([1, 200, 3]).ShouldBeFalse();
        With(New).IsCurrent([9, 0, 0]).ShouldBeFalse();
    }

    private static AtRestEncryption With(params EncryptionKey[] keys) => new(new EncryptionKeyRing(keys));
}
