using System.Globalization;

/// <summary>
/// Programs run as on a computer with other customs: 0,5 for a half, 1.000 for a thousand, a true minus sign. What the
/// client says and sends must not depend on them.
/// </summary>
internal static class Abroad
{
    public static void Settle()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NumberGroupSeparator = ".";
        culture.NumberFormat.NegativeSign = "\u2212";
        CultureInfo.CurrentCulture = culture;
        CultureInfo.DefaultThreadCurrentCulture = culture;
    }
}
