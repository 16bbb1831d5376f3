using System.Globalization;
using FluentValidation;

namespace Monolith.Favorites.Features;

internal sealed class MovieIdInputValidator : AbstractValidator<MovieIdInput>
{
    public MovieIdInputValidator() => RuleFor(i => i.MovieId)
        .Cascade(CascadeMode.Stop)
        .NotEmpty().WithMessage("O ID do filme é obrigatório.")
        .Must(id => long.TryParse(id, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)).WithMessage("O ID do filme deve ser um número inteiro.");
}
