using System;
using System.Xml.Linq;

namespace UnityEngine.UIElements
{
    public sealed class UIDocument : MonoBehaviour
    {
        private VisualElement _root;

        public VisualTreeAsset visualTreeAsset { get; set; }

        public PanelSettings panelSettings { get; set; }

        public VisualElement rootVisualElement
        {
            get
            {
                // A document makes its tree when it is enabled; what asks for it earlier gets nothing.
                if (_root is null && Engine.Loop.Playing)
                {
                    _root = visualTreeAsset.Instantiated();
                    _root.SetPanel(new Panel());
                }

                return _root;
            }
        }

        /// <summary>Where the pointer is on a panel is for whoever drives the client to say: nothing is laid out here.
        /// </summary>
        internal static VisualElement UnderPointer { get; set; }

        private sealed class Panel : IPanel
        {
            public VisualElement Pick(Vector2 point) => UnderPointer;
        }
    }

    public class PanelSettings : ScriptableObject
    {
        internal PanelSettings()
        {
        }

        public ThemeStyleSheet themeStyleSheet { internal get; set; }

        public PanelScaleMode scaleMode { internal get; set; }

        public Vector2Int referenceResolution { internal get; set; }
    }

    public enum PanelScaleMode
    {
        ScaleWithScreenSize = 2,
    }

    public class StyleSheet : ScriptableObject
    {
    }

    public class ThemeStyleSheet : StyleSheet
    {
    }

    public sealed class VisualTreeAsset : ScriptableObject
    {
        private XElement _source;

        internal VisualTreeAsset()
        {
        }

        internal static VisualTreeAsset Read(string path)
        {
            return new VisualTreeAsset { _source = XDocument.Load(path).Root, name = path };
        }

        internal VisualElement Instantiated()
        {
            var root = new VisualElement();
            foreach (XElement element in _source.Elements())
            {
                if (element.Name.LocalName != "Style")
                {
                    root.Add(Made(element));
                }
            }

            return root;
        }

        private static VisualElement Made(XElement source)
        {
            var type = Type.GetType("UnityEngine.UIElements." + source.Name.LocalName);
            var element = (VisualElement)Activator.CreateInstance(type);
            foreach (XAttribute attribute in source.Attributes())
            {
                element.SetAttribute(attribute.Name.LocalName, attribute.Value);
            }

            foreach (XElement child in source.Elements())
            {
                element.Add(Made(child));
            }

            return element;
        }
    }
}
