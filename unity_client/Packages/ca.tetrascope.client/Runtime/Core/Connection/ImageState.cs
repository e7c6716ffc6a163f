namespace Tetrascope.Connection
{
    /// <summary>
    /// How it is with the image of a request, which the server may have dropped: it is given again, once to each
    /// server that asks.
    /// </summary>
    internal enum ImageState
    {
        There,
        Awaited,
        Given,
    }
}
