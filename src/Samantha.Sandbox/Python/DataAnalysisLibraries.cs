using System.Collections.Immutable;

namespace Samantha.Sandbox.Python;

/// <summary>
/// The libraries that models like to import, with the names under which Python's metadata and Debian know them.
/// </summary>
internal static class DataAnalysisLibraries
{
    public static ImmutableArray<(string Distribution, string ImportName, string AptPackage)> All { get; } =
    [
        ("numpy", "numpy", "python3-numpy"),
        ("pandas", "pandas", "python3-pandas"),
        ("matplotlib", "matplotlib", "python3-matplotlib"),
        ("scipy", "scipy", "python3-scipy"),
        ("scikit-learn", "sklearn", "python3-sklearn"),
        ("seaborn", "seaborn", "python3-seaborn"),
        ("statsmodels", "statsmodels", "python3-statsmodels"),
        ("sympy", "sympy", "python3-sympy"),
        ("networkx", "networkx", "python3-networkx"),
        ("plotly", "plotly", "python3-plotly"),
        ("openpyxl", "openpyxl", "python3-openpyxl"),
        ("XlsxWriter", "xlsxwriter", "python3-xlsxwriter"),
        ("Pillow", "PIL", "python3-pil"),
        ("lxml", "lxml", "python3-lxml"),
        ("beautifulsoup4", "bs4", "python3-bs4"),
        ("PyYAML", "yaml", "python3-yaml"),
        ("python-docx", "docx", "python3-docx"),
        ("reportlab", "reportlab", "python3-reportlab"),
        ("tabulate", "tabulate", "python3-tabulate"),
        ("requests", "requests", "python3-requests"),
    ];
}
