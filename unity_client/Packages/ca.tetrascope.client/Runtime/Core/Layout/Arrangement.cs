namespace Tetrascope.Layout
{
    /// <summary>How the masked copies of a pool are arranged in scene 2.</summary>
    public enum Arrangement
    {
        /// <summary>Between the labels that they are likely to be: the thesis's, and the usual one.</summary>
        Tetrahedron,

        /// <summary>Each where it hides the photo, on one photo for each window.</summary>
        Photo,
    }
}
