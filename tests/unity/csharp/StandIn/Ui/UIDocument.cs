using System;
using System.IO;
using System.Linq;
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
        private string _folder;
        private XElement _source;

        internal VisualTreeAsset()
        {
        }

        internal static VisualTreeAsset Read(string path)
        {
            return new VisualTreeAsset
            {
                _source = XDocument.Load(path).Root, _folder = Path.GetDirectoryName(path), name = path,
            };
        }

        internal VisualElement Instantiated()
        {
            var root = new VisualElement();
            AddTo(root);
            return root;
        }

        private void AddTo(VisualElement root)
        {
            foreach (XElement element in _source.Elements())
            {
                if (element.Name.LocalName != "Style" && element.Name.LocalName != "Template")
                {
                    root.Add(Made(element));
                }
            }
        }

        private VisualElement Made(XElement source)
        {
            bool instance = source.Name.LocalName == "Instance";
            string type = instance ? nameof(VisualElement) : source.Name.LocalName;
            var element = (VisualElement)Activator.CreateInstance(Type.GetType("UnityEngine.UIElements." + type));
            foreach (XAttribute attribute in source.Attributes())
            {
                if (instance && attribute.Name == "template")
                {
                    TemplateOf(attribute.Value).AddTo(element);
                }
                else
                {
                    element.SetAttribute(attribute.Name.LocalName, attribute.Value);
                }
            }

            foreach (XElement child in source.Elements())
            {
                element.Add(Made(child));
            }

            return element;
        }

        /// <summary>The document that a template's name stands for.</summary>
        private VisualTreeAsset TemplateOf(string template)
        {
            XElement found = _source.Elements().Single(
                each => each.Name.LocalName == "Template" && each.Attribute("name")?.Value == template);
            return Read(Path.Combine(_folder, found.Attribute("src")!.Value));
        }
    }
}
