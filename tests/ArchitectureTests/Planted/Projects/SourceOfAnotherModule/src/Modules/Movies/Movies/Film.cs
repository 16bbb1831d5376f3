internal sealed class Film;
